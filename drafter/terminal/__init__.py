"""How the command line shows things to a person. One module a command, loaded when the command runs."""

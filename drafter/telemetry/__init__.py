"""What the service tells whoever runs it: a log, metrics, traces. None of it holds a key; customers' words are in traces alone, where asked for."""

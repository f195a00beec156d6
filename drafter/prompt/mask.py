class Masks:
    pass

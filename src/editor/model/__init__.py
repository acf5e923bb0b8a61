"""The article as a value: standard library only, frozen, no input or output."""

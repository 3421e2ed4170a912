"""What is worth knowing of an operation that is in order: assumptions, goods that cannot come, unsure figures."""

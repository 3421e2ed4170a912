"""What an operation is due: people x standards x days, each requirement with its derivation."""

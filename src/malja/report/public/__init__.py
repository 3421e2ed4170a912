"""What may leave the operation: coarse figures, and nothing that is made from anything else."""

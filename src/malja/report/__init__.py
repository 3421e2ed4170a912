"""What people read: the summary on the terminal, the manifests of the trips."""

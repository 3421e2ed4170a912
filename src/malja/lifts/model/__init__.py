"""The model of an operation: its arrays, columns, rows and aims, with the equations of docs/model.md."""

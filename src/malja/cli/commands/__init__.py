"""The commands, a module each: their options, the calls behind them, what is printed."""

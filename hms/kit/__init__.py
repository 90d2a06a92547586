"""What every part of the rulebook stands on: clocks, database, column types, errors."""

"""Other people's formats: pictures, diagrams, tables and reports out; tables, maps and event logs in."""

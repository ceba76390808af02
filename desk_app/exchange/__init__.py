"""Files in and out: visiting cards, tables and workbooks, as values and never as network."""

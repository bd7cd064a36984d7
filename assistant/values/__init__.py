"""Values in texts: dates, numbers, money, percentages, and how a reader writes them."""

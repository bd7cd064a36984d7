"""Documents: from files to paragraphs with locators. Imports nothing of the other stages."""

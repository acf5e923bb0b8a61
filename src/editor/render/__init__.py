"""Article to text: HTML body and page, structured data, ninjs."""

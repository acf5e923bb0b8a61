"""Rules that look at an article and yield findings; they never print, raise or mend."""

"""实验小学（示例）: a whole invented school, to try things on. Every name and number in it is made up."""

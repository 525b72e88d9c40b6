"""The shortcuts: what they are by default, what a person made of them, and the page that shows them."""

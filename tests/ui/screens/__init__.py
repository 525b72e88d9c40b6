"""Pictures of every screen in every theme, scale and direction: to be looked at, and the goldens that guard them."""

"""What a page looks like: themes, type, colours, and the slide master made from them."""

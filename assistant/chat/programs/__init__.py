"""For programs: the four functions over HTTP, in Gradio's own API and as tools, and the page that documents them."""

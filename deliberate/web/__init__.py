"""What browsers and programs meet: pages, commands, views and the socket that says "changed"."""

"""The interactive page of a partnership network: one HTML file that needs nothing but a browser.

The door is `kg.views.graph.page`. Import it where a page is drawn: it loads pyvis, which takes its time.
"""

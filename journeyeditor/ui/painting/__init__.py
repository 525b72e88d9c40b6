"""Painting display lists with Qt, for the canvas, thumbnails, presenting, printing and pictures alike.

It knows neither the canvas nor any other part of the window.
"""

"""What a person can do to a document: one pure function per verb, each returning a patch.

A verb never touches history, selection or screen, and returns an empty patch when there is nothing to do. It
raises `Refused`, with a sentence, where what was asked for can't be.
"""

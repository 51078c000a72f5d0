"""The preview: pages in a browser while their sentences are written.

    work     in a process that can be ended: reads, fills, lays out and draws what has changed
    desk     what is shown, what is to be made next, and what was made of it
    watch    tells of files that have changed
    server   the page and what it asks for, to one browser on this machine
    run      all of them together, until somebody stops it

Only 127.0.0.1 is listened to, every address begins with a word that nobody can guess, and nothing is given away but pages, findings and the
lines of the project's own files.
"""

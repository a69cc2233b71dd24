"""The crash drill: the real bot, killed again and again, must lose no alert and repeat none without a reason.

`python -m tests.crash --kills 200 --seed 1` starts `python -m bot run` as a process of its own with a real database,
over loopback to a server of feeds and to a Bot API double that loses answers, and ends it with SIGKILL at random
moments, while feeds publish and people come, follow, block and go. A last life, minutes later by its clock, sends what
still waits. Then `verdict` compares what was published, what the database says and what each chat got.
"""

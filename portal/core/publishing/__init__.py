"""Publishing with a second pair of eyes: the task, the workflow that holds it, and who may do without."""

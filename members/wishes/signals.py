"""What other rooms may hear of a wish. Rooms above this one listen; this one knows none of them."""

from django.dispatch import Signal

# Inside the transaction that moves a wish. Arguments: wish, before, after, actor. An error undoes the move.
stage_changed = Signal()

# After the commit of anything that changes which partners suit. Argument: wish_id. Errors are logged and go no further.
wish_needs_suggestions = Signal()

"""The evaluation room: question files asked of the index, their reports, and feedback that becomes questions."""

"""What posts are about and what they do: a small head on the states of the model that serves.

rows.py reads posts labelled by hand, definitions.py the topics themselves. states.py asks the served graph for the states of
its middle layers, head.py is what learns from them, learn.py how. graph.py turns the head into nodes that are joined to the
served graph, so that one run gives sentiment and topics. measure.py finds thresholds and figures, needs.py the probability that a
post should be answered, publish.py writes what the service reads.
"""

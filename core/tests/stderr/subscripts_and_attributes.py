class Node:
    def __init__(self, child=None):
        self.child = child


tree = {"root": [Node(Node())]}
print(tree["root"][0].child.child.child)

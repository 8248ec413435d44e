"""graphlib: what may be done next when some things need others."""


class CycleError(ValueError):
    pass


class _Node:
    def __init__(self):
        self.needs = 0
        self.then = []
        self.state = "waiting"


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._given = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._node(node).needs += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).then.append(node)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node()
        return self._nodes[node]

    def prepare(self):
        if self._given:
            raise ValueError("cannot prepare() after starting sort")
        if self._ready is None:
            self._ready = [name for name, node in self._nodes.items() if not node.needs]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _cycle(self):
        """Follows the first way not yet gone, and back; a node on the way that is met again ends it."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            seen.add(start)
            way, rest = [start], [iter(self._nodes[start].then)]
            while way:
                for node in rest[-1]:
                    if node in way:
                        return way[way.index(node) :] + [node]
                    if node not in seen:
                        seen.add(node)
                        way.append(node)
                        rest.append(iter(self._nodes[node].then))
                        break
                else:
                    way.pop()
                    rest.pop()
        return None

    def _prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def get_ready(self):
        self._prepared()
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].state = "given"
        self._ready.clear()
        self._given += len(ready)
        return ready

    def is_active(self):
        self._prepared()
        return self._finished < self._given or bool(self._ready)

    __bool__ = is_active

    def done(self, *nodes):
        self._prepared()
        for name in nodes:
            node = self._nodes.get(name)
            if node is None:
                raise ValueError(f"node {name!r} was not added using add()")
            if node.state == "waiting":
                raise ValueError(f"node {name!r} was not passed out (still not ready)")
            if node.state == "done":
                raise ValueError(f"node {name!r} was already marked done")
            node.state = "done"
            for successor in node.then:
                self._nodes[successor].needs -= 1
                if not self._nodes[successor].needs:
                    self._ready.append(successor)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

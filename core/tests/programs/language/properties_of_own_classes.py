class classproperty(property):
    def __get__(self, obj, owner=None):
        return self.fget(owner)


class lazy(property):
    """Asked once, then kept."""

    def __init__(self, fget):
        super().__init__(fget)
        self.key = "_lazy_" + fget.__name__

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        if not hasattr(obj, self.key):
            setattr(obj, self.key, super().__get__(obj, owner))
        return getattr(obj, self.key)


class typed(property):
    count = 0

    def __init__(self, name, kind, doc=None):
        typed.count += 1
        self.kind = kind

        def get(obj):
            return obj.__dict__[name]

        def set(obj, value):
            if not isinstance(value, kind):
                raise TypeError(f"{name} is no {kind.__name__}")
            obj.__dict__[name] = value

        super().__init__(get, set, doc=doc)


class noted(property):
    def __set__(self, obj, value):
        print("set", value)
        super().__set__(obj, value)

    def __delete__(self, obj):
        print("delete")
        super().__delete__(obj)


class Job:
    name = typed("name", str, "what it is called")
    seconds = typed("seconds", (int, float))

    @classproperty
    def kind(cls):
        return cls.__name__.lower()

    @lazy
    def cost(self):
        print("computing")
        return self.seconds * 2


    def _owner(self):
        return self._name_of_owner

    def _change(self, value):
        self._name_of_owner = value

    def _leave(self):
        del self._name_of_owner

    owner = noted(_owner, _change, _leave)


job = Job()
job.name, job.seconds = "fetch", 1.5
print(job.kind, Job.kind, job.cost, job.cost, vars(job))
try:
    job.name = 3
except TypeError as error:
    print(error)
print(Job.name.kind, Job.seconds.kind, typed.count, Job.cost.key, "key" in vars(Job.cost))
print(Job.name.__doc__, Job.name.fdel, type(Job.cost).__doc__, isinstance(Job.cost, property))
try:
    del job.name
except AttributeError as error:
    print(error)
plain = property(len)
try:
    plain.note = 1
except AttributeError as error:
    print(error)
plain.__init__(repr)
print(plain.fget, plain.fset)
job.owner = "Ann"
print(job.owner)
setattr(job, "owner", "Ben")
print(job.owner)
del job.owner
print(hasattr(job, "owner"))

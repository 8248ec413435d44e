# refused at 5:9
# says: __prepare__, __new__
class Meta(type):
    @classmethod
    def __prepare__(metacls, name, bases):
        return {"extra": 1}


class Made(metaclass=Meta):
    pass

class OrderError(Exception):
    pass


class Shop:
    class Closed(OrderError):
        pass

    def order(self):
        raise Shop.Closed


Shop().order()

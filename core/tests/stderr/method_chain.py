class Query:
    def where(self, condition):
        if not condition:
            raise ValueError("an empty condition")
        return self

    def limit(self, n):
        return self


Query().where("a").limit(3).where("").limit(2)

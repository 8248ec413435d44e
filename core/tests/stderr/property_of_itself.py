class Temperature:
    @property
    def degrees(self):
        return self.degrees


print(Temperature().degrees)

namen = {"größe": 1}
print("ünï", namen["größe"] + namen["gewicht"], "☕")

import contextvars

var = contextvars.ContextVar("var", default=0)
plain = contextvars.ContextVar("plain")
print(var.get(), var.name, plain.get("fallback"))
try:
    plain.get()
except LookupError as error:
    print("LookupError")
token = var.set(1)
inner = var.set(2)
print(var.get(), token.old_value is contextvars.Token.MISSING, inner.old_value)
var.reset(inner)
print(var.get())
context = contextvars.copy_context()


def change():
    var.set(99)
    return var.get()


print(context.run(change), var.get(), context[var], var in context, plain in context)

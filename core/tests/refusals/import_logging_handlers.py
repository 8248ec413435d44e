# refused at 5:32
# says: logging.handlers, console, StreamHandler
import logging.handlers

logging.getLogger().addHandler(logging.handlers.RotatingFileHandler("app.log"))

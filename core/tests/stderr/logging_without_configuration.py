import logging

logging.info("hidden")
logging.getLogger("a").warning("shown by the last resort")

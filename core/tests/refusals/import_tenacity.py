# refused at 3:6
# says: for attempt in range(3)
from tenacity import retry, stop_after_attempt
from pydantic import BaseModel

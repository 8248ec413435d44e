# refused at 3:8
# says: subprocess
import subprocess

subprocess.run(["ls"])

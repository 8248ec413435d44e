# refused at 3:8
# says: socket
import socket

print(socket.gethostname())

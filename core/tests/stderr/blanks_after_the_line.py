def größe(länge):
    return 7 // länge   


try:
    größe(0)  
except ZeroDivisionError:
    import traceback
    traceback.print_exc()
漢  

# In-place operators, item assignment, special methods and what goes wrong with them.
def show(text, act):
    try:
        print(text, "=>", repr(act()))
    except BaseException as e:
        print(text, "=>", type(e).__name__, "|", e, "|", e.args)
class A: pass
a_ = A()
def f0():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    s+=1
show('s+=1', f0)

def f1():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l+=5
show('l+=5', f1)

def f2():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    u+=[1]
show('u+=[1]', f2)

def f3():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    a+=1
show('a+=1', f3)

def f4():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    a-=1
show('a-=1', f4)

def f5():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    a**=1
show('a**=1', f5)

def f6():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    a[0]=1
show('a[0]=1', f6)

def f7():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del a[0]
show('del a[0]', f7)

def f8():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    s[0]='a'
show("s[0]='a'", f8)

def f9():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    u[0]=1
show('u[0]=1', f9)

def f10():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del u[0]
show('del u[0]', f10)

def f11():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del s[0]
show('del s[0]', f11)

def f12():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l['a']=1
show("l['a']=1", f12)

def f13():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del l['a']
show("del l['a']", f13)

def f14():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l[5]=1
show('l[5]=1', f14)

def f15():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del l[5]
show('del l[5]', f15)

def f16():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l[0:1]=5
show('l[0:1]=5', f16)

def f17():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l[::2]=[1,2,3]
show('l[::2]=[1,2,3]', f17)

def f18():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l[0:0]='abc';print(l)
show("l[0:0]='abc';print(l)", f18)

def f19():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    range(3)[0]=1
show('range(3)[0]=1', f19)

def f20():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    A[0]=1
show('A[0]=1', f20)

def f21():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l*='a'
show("l*='a'", f21)

def f22():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    s*=1.5
show('s*=1.5', f22)

def f23():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    s-=1
show('s-=1', f23)

def f24():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    b=b'a';b[0]=1
show("b=b'a';b[0]=1", f24)

def f25():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del b''[0]
show("del b''[0]", f25)

def f26():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    1[0]=1
show('1[0]=1', f26)

def f27():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    None[0]=1
show('None[0]=1', f27)

def f28():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l[::0]=1
show('l[::0]=1', f28)

def f29():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    del l[::0]
show('del l[::0]', f29)

def f30():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={1};x+={2}
show('x={1};x+={2}', f30)

def f32():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={};x|=5
show('x={};x|=5', f32)

def f33():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={};x|=[(1,2)];print(x)
show('x={};x|=[(1,2)];print(x)', f33)

def f34():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x=1;x<<=1.5
show('x=1;x<<=1.5', f34)

def f35():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x=1;x@=1
show('x=1;x@=1', f35)

def f36():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l*=3;print(l)
show('l*=3;print(l)', f36)

def f37():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l+='ab';print(l)
show("l+='ab';print(l)", f37)

def f38():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    m=l;l+=[2];print(m is l,m)
show('m=l;l+=[2];print(m is l,m)', f38)

def f39():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    u+=(2,);print(u)
show('u+=(2,);print(u)', f39)

def f40():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={1,2};y=x;x&={2};print(y)
show('x={1,2};y=x;x&={2};print(y)', f40)

def f41():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={1};y=x;x-={1};print(y)
show('x={1};y=x;x-={1};print(y)', f41)

def f42():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={1};y=x;x^={1,2};print(y)
show('x={1};y=x;x^={1,2};print(y)', f42)

def f43():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x={'a':1};y=x;x|={'b':2};print(y)
show("x={'a':1};y=x;x|={'b':2};print(y)", f43)

def f44():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l=[0,1,2,3,4];del l[1:3];print(l);del l[::2];print(l)
show('l=[0,1,2,3,4];del l[1:3];print(l);del l[', f44)

def f45():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l=[0,1,2,3,4];l[1:3]=[9];print(l);l[::2]='ab';print(l)
show('l=[0,1,2,3,4];l[1:3]=[9];print(l);l[::2]', f45)

def f46():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    l=[0,1,2,3,4];l[-1]=7;del l[-2];print(l,l[::-1],l[3:0:-1],l[-3:-1])
show('l=[0,1,2,3,4];l[-1]=7;del l[-2];print(l,', f46)

def f47():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __bool__(self): return 5
    bool(B())
show('class B:\n def __bool__(self): return 5\nb', f47)

def f48():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __len__(self): return -1
    len(B())
show('class B:\n def __len__(self): return -1\nl', f48)

def f49():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __len__(self): return 'a'
    len(B())
show("class B:\n def __len__(self): return 'a'\n", f49)

def f50():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __len__(self): return 10**30
    len(B())
show('class B:\n def __len__(self): return 10**', f50)

def f51():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __index__(self): return 'a'
    [1][B()]
show("class B:\n def __index__(self): return 'a", f51)

def f52():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __repr__(self): return 5
    repr(B())
show('class B:\n def __repr__(self): return 5\nr', f52)

def f53():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __str__(self): return 5
    str(B())
show('class B:\n def __str__(self): return 5\nst', f53)

def f54():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __format__(self,s): return 5
    format(B())
show('class B:\n def __format__(self,s): return', f54)

def f55():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __contains__(self,x): return 5
    print(1 in B())
show('class B:\n def __contains__(self,x): retu', f55)

def f56():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __eq__(self,o): return 'x'
    print(B()==1, B()!=1)
show("class B:\n def __eq__(self,o): return 'x'", f56)

def f57():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __int__(self): return 'x'
    int(B())
show("class B:\n def __int__(self): return 'x'\n", f57)

def f58():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __float__(self): return 'x'
    float(B())
show("class B:\n def __float__(self): return 'x", f58)

def f59():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class B:
     def __index__(self): return 3
    print(int(B()),float(B()),[1,2,3,4][B()],hex(B()), 'a'*B(), range(B()))
show('class B:\n def __index__(self): return 3\n', f59)

def f60():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class V:
     def __init__(self,x): self.x=x
     def __add__(self,o): return NotImplemented if isinstance(o,str) else V(self.x+getattr(o,'x',o))
     def __radd__(self,o): return ('radd',o)
     def __iadd__(self,o): self.x+=100; return self
     def __repr__(self): return f'V({self.x})'
     def __eq__(self,o): return isinstance(o,V) and self.x==o.x
     def __lt__(self,o): return self.x<o.x
     def __getitem__(self,k): return k
     def __len__(self): return 7
     def __neg__(self): return V(-self.x)
     def __matmul__(self,o): return 'mm'
     def __divmod__(self,o): return 'dm'
     def __call__(self): return 'c'
    v=V(1)
    print(v+1,1+v,'a'+v,-v,v==V(1),v!=V(1),v<V(2),V(2)>v,v[1:2],v[...],v[1,2],len(v),v@1,divmod(v,1),bool(v),[v]==[V(1)],sum([v,v]))
    w=v
    w+=1
    print(v,w is v)
    print(sorted([V(3),V(1),V(2)]),max(V(1),V(2)))
    try: v+'a'
    except TypeError as e: print(e)
    try: v>=v
    except TypeError as e: print(e)
    try: v-1
    except TypeError as e: print(e)
show('class V:\n def __init__(self,x): self.x=x', f60)

def f61():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class P:
     def __add__(self,o): return 'P.add'
     def __radd__(self,o): return 'P.radd'
    class Q(P):
     def __radd__(self,o): return 'Q.radd'
    class R(P): pass
    print(P()+Q(), Q()+P(), P()+R(), R()+P(), 1+P())
show("class P:\n def __add__(self,o): return 'P", f61)

def f62():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class L(list):
     def __add__(self,o): return L(list.__add__(self,o))
     def total(self): return sum(self)
    x=L([1,2]); y=x+[3]
    print(y,type(y).__name__,y.total(),len(y),y[0],y==[1,2,3],x<y,repr(x),2 in x,x*2)
    x+=[5]
    print(x,type(x).__name__)
show('class L(list):\n def __add__(self,o): ret', f62)

def f63():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class D(dict):
     def __missing__(self,k): return k*2
     def __getitem__(self,k): return super().__getitem__(k)
    d=D(a=1)
    print(d['a'],d['b'],'b' in d,d,d=={'a':1},d|{'z':1})
show('class D(dict):\n def __missing__(self,k):', f63)

def f64():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class I(int):
     def __add__(self,o): return I(int(self)+o)
     def __repr__(self): return f'I({int(self)})'
    i=I(5)
    print(i+1,i*2,i,[i],f'{i}',f'{i:03d}','%d %s'%(i,i),i==5,hash(i)==5,{5:1}[i],int(i)+1,str(i),-i,i/2,i>3,range(i))
show('class I(int):\n def __add__(self,o): retu', f64)

def f65():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class S(str):
     def shout(self): return self.upper()+'!'
    s=S('abc')
    print(s,repr(s),s.shout(),s+'d',len(s),s[1],f'{s:>5}',s=='abc',{'abc':1}[s],'b' in s,s.join(['1','2']),'%s'%s,isinstance(s,str))
show('class S(str):\n def shout(self): return s', f65)

def f66():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class E(Exception): pass
    class F(Exception):
     def __str__(self): return 'custom'
    class G(Exception):
     def __init__(self,code): super().__init__(f'code {code}'); self.code=code
    print(repr(E('a')),str(E('a')),repr(E()),repr(F(1)),str(F(1)),f'{F()}',repr(G(5)),str(G(5)),str(E(1,2)),E('x',1).args)
show('class E(Exception): pass\nclass F(Excepti', f66)

def f67():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    x=[1];x.append(x);print(x);d={};d['d']=d;print(d);y=([],);y[0].append(y);print(y)
show("x=[1];x.append(x);print(x);d={};d['d']=d", f67)

def f68():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class C:
     def __repr__(self): return 'C!'
    print(C(),[C()],f'{C()!r:>4}',f'{C()}',str(C()),'%s %r'%(C(),C()),format(C(),''))
    try: format(C(),'x')
    except TypeError as e: print(e)
show("class C:\n def __repr__(self): return 'C!", f68)

def f69():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class C:
     def __iter__(self): return iter([1,2])
     def __reversed__(self): return 'rev'
    print(1 in C(), 3 in C(), reversed(C()), [*C()])
show('class C:\n def __iter__(self): return ite', f69)

def f70():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class C:
     def __getitem__(self,i):
      if i>2: raise IndexError
      return i*10
    print(10 in C(), 5 in C(), list(C()))
show('class C:\n def __getitem__(self,i):\n  if ', f70)

def f71():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class C:
     def __setitem__(self,k,v): print('set',k,v)
     def __delitem__(self,k): print('del',k)
     def __getitem__(self,k): return 1
    c=C();c[1]=2;c[1:2]=3;del c['x'];c['a']+=5
show('class C:\n def __setitem__(self,k,v): pri', f71)

def f72():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    class C:
     def __round__(self,n=None): return ('r',n)
     def __abs__(self): return 'abs'
     def __invert__(self): return 'inv'
     def __pos__(self): return 'pos'
     def __floor__(self): return 'fl'
     def __index__(self): return 2
     def __pow__(self,o,m=None): return ('pow',o,m)
     def __rpow__(self,o): return ('rpow',o)
    c=C()
    print(round(c),round(c,2),abs(c),~c,+c,c**2,pow(c,2,3),2**c,bin(c),[1,2,3][c],[1,2,3][:c])
show('class C:\n def __round__(self,n=None): re', f72)

def f73():
    A = type(a_); a = a_; s = 'x'; l = [1]; u = (1,)
    def f(): pass
    print(f.__name__, f.__qualname__, (lambda: 0).__name__)
show('def f(): pass\nprint(f.__name__, f.__qual', f73)

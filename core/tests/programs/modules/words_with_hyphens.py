# Where textwrap ends a word: behind hyphens between letters, around dashes, amid what is too long.
import textwrap

for text in (
    "this-is-a-useful-feature-for-reformatting-posts-from-tim-peters'ly",
    "Um, here's some em-dash--ed text -- spaced--and, well---long.",
    "You should use the -n option, or --dry-run in its long form.",
    "foo (--option) bar, what the--, and then--bam!--he was gone",
    "We used enzyme 2-succinyl-6-hydroxy-2,4-cyclohexadiene-1-carboxylate synthase.",
    'Did you say "supercalifragilisticexpialidocious?" How *do* you spell that odd word, anyways?',
    "a_b-c_d e-f-g x--y 1-2 well-1 -x- --",
):
    for width in (10, 12, 30):
        print(textwrap.wrap(text, width), textwrap.wrap(text, width, break_on_hyphens=False)[:3])

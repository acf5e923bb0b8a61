import sys

from editor.qt.look import main

sys.exit(main(sys.argv))

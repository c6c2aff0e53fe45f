"""How the parts of the screen stand (Textual CSS)."""

CSS = """
Screen { background: $background; color: $foreground; }
#above { height: 2; background: $surface; }
#middle { height: 1fr; }
#conversation { width: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; background: $background; }
#codebook { width: 34; display: none; background: $surface; border-left: solid $panel; }
#tree { height: 1fr; background: $surface; padding: 0; scrollbar-size-vertical: 1; overflow-x: hidden; }
.narrow #codebook { width: 1fr; border-left: none; }
.narrow #definition { max-height: 6; }
.reading-codebook #conversation, .reading-codebook #below { display: none; }
#definition { height: auto; max-height: 12; padding: 0 1; border-top: solid $panel; }
#below { height: 7; background: $surface; padding: 0 1; }
.low #below { height: 5; }
#keys { height: 1; background: $panel; }
ModalScreen { align: center middle; background: $background 60%; }
.window {
    width: 76; max-width: 96%; height: auto; max-height: 94%; padding: 0 1;
    background: $surface; border: round $primary;
}
.tall { height: 94%; max-height: 36; }
.title { text-style: bold; height: auto; margin-bottom: 1; }
.hint { color: $foreground 60%; height: auto; max-height: 3; }
.about { margin-bottom: 1; }
.window Input { border: none; height: 1; padding: 0 1; background: $panel; margin-bottom: 1; }
.window OptionList { height: 1fr; border: none; padding: 0; background: $surface; }
#told { height: auto; max-height: 5; min-height: 2; color: $foreground 80%; margin-top: 1; }
#text { height: 1fr; }
#kinds { height: 1; margin-bottom: 1; }
.kind { width: auto; margin-right: 3; }
.chosen { color: $primary; text-style: bold; }
#memo { height: 1fr; border: none; background: $panel; }
"""

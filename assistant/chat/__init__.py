"""The web chat: a conversation, and beside it a reader that shows each cited paragraph in its place.

`assistant.chat.app` starts it. Importing Gradio takes seconds, so import that module only when the chat
is asked for. The only folder that knows Gradio; no answer is made here.
"""

import os

# Gradio and the hub client read these when they are imported: no usage reports, no look for updates.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

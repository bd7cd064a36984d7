"""What a request is called in logs and metrics: one of a fixed set, never the path that was sent.

In: a method and a path. Out: the name of a route. Which routes are answered at all is decided in
`assistant.chat.guards.routes`.
"""

OTHER = "other"
HEALTH = ("/health", "/health/live", "/health/ready")
METRICS = "/metrics"
_SAME = frozenset(
    {
        *HEALTH, METRICS, "/", "/api", "/api/openapi.json", "/api/ask", "/api/search", "/api/cite", "/api/check",
        "/config", "/theme.css", "/favicon.ico", "/robots.txt", "/manifest.json", "/gradio_api/info",
        "/gradio_api/startup-events", "/gradio_api/app_id", "/gradio_api/theme.css", "/gradio_api/upload_progress",
        "/gradio_api/upload", "/gradio_api/queue/data", "/gradio_api/queue/join", "/gradio_api/queue/status",
        "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/mcp", "/gradio_api/mcp/http",
        *(f"/gradio_api/{way}/{name}" for way in ("run", "api", "call") for name in ("ask", "search", "cite", "check")),
    }
)  # fmt: skip
_BEGINNINGS = {
    "/assets/": "/assets/{file}",
    "/static/": "/static/{file}",
    "/svelte/": "/svelte/{file}",
    "/gradio_api/file=": "/gradio_api/file={path}",
    "/gradio_api/heartbeat/": "/gradio_api/heartbeat/{session}",
    "/gradio_api/call/": "/gradio_api/call/{event}",
}
_TOLD = frozenset({"/", "/api/ask", "/api/search", "/api/cite", "/api/check"})


def route_name(path: str) -> str:
    """The name of the route that a path leads to: "/assets/index-4f2a.js" is "/assets/{file}"."""
    plain = path.rstrip("/") or "/"
    if plain in _SAME:
        return plain
    return next((name for beginning, name in _BEGINNINGS.items() if path.startswith(beginning)), OTHER)


def is_routine(route: str) -> bool:
    """Whether a page or a probe asks for it by itself, again and again: what it does is told elsewhere."""
    return route not in _TOLD

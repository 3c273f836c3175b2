"""Line mode: the whole journey as appended lines, numbered choices and sentences. Calls only the service."""

<?php
$name = $_GET['name'];
$rows = $db->query("select * from users where name = '$name'");
foreach ($rows as $row) {
    echo "<li>" . $row['name'] . "</li>";
}
